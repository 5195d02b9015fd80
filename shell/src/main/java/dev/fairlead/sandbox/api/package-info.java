/**
 * The sandbox's API server: what a Kubernetes API server does with objects, over HTTP on this machine, without a cluster
 * behind it.
 *
 * <p>It stands on the JDK's HTTP server and not on fabric8's CRUD mock server: that one answers watches over WebSockets
 * only and from the beginning only, keeps no managed fields, generations, tables or discovery, and brings Netty, Vert.x
 * and a crypto provider along, a third of this program's size, for the tenth of the work that it would do. fabric8's JSON
 * patches are used.
 */
@NullMarked
package dev.fairlead.sandbox.api;

import org.jspecify.annotations.NullMarked;
