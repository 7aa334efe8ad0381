// What the workbench adds to what every page does.

import { keep } from "./keep.js";
import { mapKeys } from "./keys.js";

document.querySelectorAll("textarea[data-keep]").forEach(keep);
mapKeys();
