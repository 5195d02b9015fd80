package dev.fairlead.rollout.deploy;

import dev.fairlead.rights.Operation;
import dev.fairlead.rights.Rbac;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A verb that makes or changes a Deployment and its Service, or checks how: what it needs of the cluster. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Rbac(
        resources = "deployments.apps",
        operations = {Operation.FOLLOW, Operation.MARK, Operation.CREATE, Operation.CHANGE, Operation.FIND_SCALERS})
@Rbac(
        resources = "services",
        operations = {Operation.CREATE, Operation.CHANGE})
public @interface DeploysWorkload {}
