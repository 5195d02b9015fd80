/** Following workloads and conditions until they are as wanted or cannot become so. */
@NullMarked
package dev.fairlead.rollout.follow;

import org.jspecify.annotations.NullMarked;
