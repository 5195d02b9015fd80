package dev.fairlead.rights;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares what a verb does to objects of a cluster: on its command, or on the method of the script API where no command
 * has that name, or on an annotation that several verbs bear. The Role of a script's Job follows from it, so that it
 * names all that the verb may ask its user for before it changes anything.
 *
 * <p>Without operations: the verb needs no rights.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Repeatable(Rbac.Rules.class)
public @interface Rbac {
    Subject on() default Subject.RESOURCES;

    /** E.g. {@code deployments.apps pods/log}; left out where the line or call names the kind. */
    String resources() default "";

    Operation[] operations() default {};

    /** Which objects are meant. */
    enum Subject {
        /** Those resources in a namespace. */
        RESOURCES,
        /** The workload that the first word names; any where the source does not tell which. */
        WORKLOAD,
        /** The same, but a word without a kind is a pod's name. */
        WORKLOAD_OR_POD,
        /** Those resources in a namespace, where the workload is or may be a Deployment. */
        BESIDE_DEPLOYMENT,
        /** Objects of the kind that the first word names. */
        KIND,
        /** The object that the first word names as {@code KIND/NAME}; stands for all rules of {@link #KIND} there. */
        OBJECT,
        /** Those resources, which are in no namespace. */
        CLUSTER,
        /** Those resources, as far as they tell which cluster this is: the namespace kube-system. */
        IDENTITY,
        /** Objects that are known only when it runs. */
        UNKNOWN
    }

    /** Several rules of one verb. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface Rules {
        Rbac[] value();
    }
}
