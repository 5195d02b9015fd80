/** What happened in a script's run, as a record, and as the files that tell of it: JSON, JUnit's XML, a page. */
@NullMarked
package dev.fairlead.script.report;

import org.jspecify.annotations.NullMarked;
