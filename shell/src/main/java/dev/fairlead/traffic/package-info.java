/**
 * Who gets how much of a Service's requests while a candidate runs beside what is stable: finds what carries the
 * Service's traffic on this server, sets weights and matches there, and puts back exactly what it found.
 *
 * <p>With routes the stable Service must not send to the candidate's pods, and a selector cannot say "not". So the
 * candidate's pods differ from the stable ones in one label that the Service selects by ({@link
 * dev.fairlead.traffic.Routes#candidateLabels}); the stable Service itself is never written. It then selects every
 * stable pod at all times: when pods are replaced, when others roll out, and after a crash in the middle of a release,
 * where a Service pinned to one pod-template-hash would select none.
 */
@NullMarked
package dev.fairlead.traffic;

import org.jspecify.annotations.NullMarked;
