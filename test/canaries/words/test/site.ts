export class Desk {}
