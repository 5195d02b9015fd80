/** Notices of releases to webhooks: who moved what from which image to which, and how it went. */
@NullMarked
package dev.fairlead.notification;

import org.jspecify.annotations.NullMarked;
