package dev.fairlead.script.check;

import dev.fairlead.script.ast.SourcePosition;

/** What is wrong at a place of a script. */
record Remark(SourcePosition place, String message) {}
