/**
 * The simulation of what acts on objects in a cluster: its controllers, its scheduler, and the kubelet of its one node.
 * Each looks at everything again whenever anything has changed or a wait is over, and does the next thing that is due;
 * nothing here runs a container.
 */
@NullMarked
package dev.fairlead.sandbox.controller;

import org.jspecify.annotations.NullMarked;
