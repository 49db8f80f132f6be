// Loaded before the demo: its people lived the years before this moment, whenever the pictures are taken.
const moment = Number(process.env.STILL_CLOCK);
Date.now = () => moment;
