package dev.fairlead.release;

import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A verb that makes steps of a release: what such a verb needs of the cluster. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Rbac(
        resources = "deployments.apps",
        operations = {
            Operation.FOLLOW,
            Operation.MARK,
            Operation.CREATE,
            Operation.CHANGE,
            Operation.REMOVE,
            Operation.AWAIT_PODS
        })
@Rbac(
        resources = "services",
        operations = {Operation.CREATE, Operation.CHANGE, Operation.REMOVE, Operation.FIND_SCALERS})
@Rbac(
        resources = "leases.coordination.k8s.io",
        operations = {Operation.CREATE, Operation.REPLACE, Operation.CHANGE})
@Rbac(
        resources = RunsRelease.ROUTES,
        operations = {Operation.LIST, Operation.CREATE, Operation.CHANGE, Operation.REMOVE})
@Rbac(resources = "networkpolicies.networking.k8s.io", operations = Operation.LIST)
public @interface RunsRelease {
    /** What may carry the requests of a Service, whether the cluster serves these kinds or will. */
    String ROUTES = "ingresses.networking.k8s.io httproutes.gateway.networking.k8s.io"
            + " grpcroutes.gateway.networking.k8s.io virtualservices.networking.istio.io"
            + " destinationrules.networking.istio.io";
}
