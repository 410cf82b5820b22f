// The behaviours every page has. Each file says what it does; none knows a particular page.
import "./hotkeys.js";
import "./listkeys.js";
import "./dialog.js";
import "./menu.js";
import "./toasts.js";
import "./autosize.js";
import "./ticking.js";
import "./theme.js";
import "./palette.js";
import "./live.js";
import "./pacing.js";
import "./choose.js";
import "./heard.js";
import "./trouble.js";
