/** Scripts that run as a Job in the cluster: their image, the rights that their calls need, and the run itself. */
@NullMarked
package dev.fairlead.script.job;

import org.jspecify.annotations.NullMarked;
