/** Dockerfiles as text: instructions, stages, variables; knows no files and runs nothing. */
@NullMarked
package dev.fairlead.build.dockerfile;

import org.jspecify.annotations.NullMarked;
