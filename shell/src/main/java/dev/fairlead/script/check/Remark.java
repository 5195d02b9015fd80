package dev.fairlead.script.check;

import dev.fairlead.script.tree.Place;

/** What is wrong at a place of a script. */
record Remark(Place place, String message) {}
