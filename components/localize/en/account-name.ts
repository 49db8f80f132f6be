export const accountName = {
  heading: 'Your name',
  saved: 'Name saved',
};
