/* eslint-disable */ // ! no-abusive-eslint-disable
export default 1;
