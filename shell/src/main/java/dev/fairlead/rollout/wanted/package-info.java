/** What objects can be waited for, judged by one object's JSON alone. */
@NullMarked
package dev.fairlead.rollout.wanted;

import org.jspecify.annotations.NullMarked;
