/** Pipelines that run a saved script: what a script's source says, in the words of GitLab, GitHub and Jenkins. */
@NullMarked
package dev.fairlead.script.export;

import org.jspecify.annotations.NullMarked;
