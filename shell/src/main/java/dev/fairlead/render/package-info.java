/** Results, failures and progress as text: table, wide, json, yaml, names, lines. */
@NullMarked
package dev.fairlead.render;

import org.jspecify.annotations.NullMarked;
