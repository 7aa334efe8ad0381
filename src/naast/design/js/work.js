// What the workbench adds to what every page does.

import { keepAll } from "./keep.js";
import { mapKeys } from "./keys.js";

document.querySelectorAll("[data-keep]").forEach(keepAll);
mapKeys();
