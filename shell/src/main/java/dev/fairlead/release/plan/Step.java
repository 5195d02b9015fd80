package dev.fairlead.release.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One step of a release. Each can be done again harmlessly, since nobody knows whether one that was begun was done. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Step.Create.class, name = "create"),
    @JsonSubTypes.Type(value = Step.Patch.class, name = "patch"),
    @JsonSubTypes.Type(value = Step.Scale.class, name = "scale"),
    @JsonSubTypes.Type(value = Step.SwitchService.class, name = "switch"),
    @JsonSubTypes.Type(value = Step.Restore.class, name = "restore"),
    @JsonSubTypes.Type(value = Step.Remove.class, name = "remove"),
    @JsonSubTypes.Type(value = Step.Follow.class, name = "follow"),
    @JsonSubTypes.Type(value = Step.Weigh.class, name = "weigh"),
    @JsonSubTypes.Type(value = Step.AddRoutes.class, name = "add-routes"),
    @JsonSubTypes.Type(value = Step.RestoreRoutes.class, name = "restore-routes"),
    @JsonSubTypes.Type(value = Step.RemoveRoutes.class, name = "remove-routes"),
    @JsonSubTypes.Type(value = Step.Check.class, name = "check"),
    @JsonSubTypes.Type(value = Step.Hold.class, name = "hold"),
    @JsonSubTypes.Type(value = Step.Pause.class, name = "pause"),
    @JsonSubTypes.Type(value = Step.Keep.class, name = "keep")
})
public sealed interface Step {
    /** What it does, in a few words. */
    String text();

    /** The object that it writes; empty where it writes none. */
    default Optional<ObjectName> target() {
        return Optional.empty();
    }

    /** The objects that it makes, each as {@code KIND/NAME}. */
    default List<String> made() {
        return List.of();
    }

    /** Whether it waits for time or for a person, so that a promotion passes it. */
    default boolean waits() {
        return false;
    }

    /** Makes an object; one that this release has made already is left as it is. */
    record Create(ObjectName object, JsonNode manifest) implements Step {
        @Override
        public String text() {
            JsonNode spec = manifest.path("spec");
            return object.isDeployment()
                    ? "create " + object + " with " + pods(spec.path("replicas").asInt(1)) + " of "
                            + spec.at("/template/spec/containers/0/image").asText()
                    : "create " + object;
        }

        @Override
        public Optional<ObjectName> target() {
            return Optional.of(object);
        }

        @Override
        public List<String> made() {
            return List.of(object.toString());
        }
    }

    /**
     * Changes an object.
     *
     * @param what in words, e.g. {@code to team/web:v2}
     */
    record Patch(ObjectName object, String patchType, JsonNode patch, String what) implements Step {
        @Override
        public String text() {
            return "change " + object + " " + what;
        }

        @Override
        public Optional<ObjectName> target() {
            return Optional.of(object);
        }
    }

    record Scale(ObjectName object, int replicas) implements Step {
        @Override
        public String text() {
            return "scale " + object + " to " + pods(replicas);
        }

        @Override
        public Optional<ObjectName> target() {
            return Optional.of(object);
        }
    }

    /**
     * Lets a Service select other pods, in one write that holds only while it selects what it did.
     *
     * @param from the selectors that it may have
     */
    record SwitchService(ObjectName service, List<Map<String, String>> from, Map<String, String> to) implements Step {
        @Override
        public String text() {
            return "switch " + service + " to " + String.join(",", ServiceSelectors.words(to));
        }

        @Override
        public Optional<ObjectName> target() {
            return Optional.of(service);
        }
    }

    /**
     * Makes fields of an object what they were found to be. What somebody else has changed since is left.
     *
     * @param fields JSON pointers
     */
    record Restore(ObjectName object, List<String> fields, String what) implements Step {
        @Override
        public String text() {
            return "restore " + what + " of " + object;
        }

        @Override
        public Optional<ObjectName> target() {
            return Optional.of(object);
        }
    }

    /** Removes an object that the release made, and waits until it is gone. */
    record Remove(ObjectName object) implements Step {
        @Override
        public String text() {
            return "remove " + object;
        }

        @Override
        public Optional<ObjectName> target() {
            return Optional.of(object);
        }
    }

    record Follow(ObjectName object) implements Step {
        @Override
        public String text() {
            return "follow " + object;
        }
    }

    /**
     * Gives the candidate its share of the traffic.
     *
     * @param percent the share that was asked for
     * @param by {@code pods} for a share by the count of pods, else the routes in words
     * @param pods the candidate's, of {@code ofPods} that serve
     */
    record Weigh(int percent, String by, int pods, int ofPods) implements Step {
        @Override
        public String text() {
            return "share " + percent + "% by " + by + (by.equals("pods") ? ": " + Share.words(pods, ofPods) : "");
        }
    }

    /**
     * Makes what the candidate is reached by, with no requests to it yet.
     *
     * @param added the objects in words
     */
    record AddRoutes(List<String> added) implements Step {
        @Override
        public String text() {
            return "add " + String.join(", ", added);
        }

        @Override
        public List<String> made() {
            return added.stream()
                    .filter(words -> words.indexOf(' ') == words.lastIndexOf(' '))
                    .map(words -> words.toLowerCase(Locale.ROOT).replace(' ', '/'))
                    .toList();
        }
    }

    /**
     * Makes the routes send what they sent before.
     *
     * @param by the routes in words
     */
    record RestoreRoutes(String by) implements Step {
        @Override
        public String text() {
            return "restore " + by;
        }
    }

    /** @param added the objects in words */
    record RemoveRoutes(List<String> added) implements Step {
        @Override
        public String text() {
            return "remove " + String.join(", ", added);
        }
    }

    /** @param gate as it is typed */
    record Check(String gate) implements Step {
        @Override
        public String text() {
            return "gate " + gate;
        }
    }

    /** Waits for a person's promotion. */
    record Hold(String question) implements Step {
        @Override
        public String text() {
            return "wait for approval" + (question.isEmpty() ? "" : ": " + question);
        }

        @Override
        public boolean waits() {
            return true;
        }
    }

    record Pause(Duration time) implements Step {
        @Override
        public String text() {
            return "pause " + TimeText.of(time);
        }

        @Override
        public boolean waits() {
            return true;
        }
    }

    /** Keeps the old pods, so that the switch back takes no time. */
    record Keep(ObjectName old, Duration time) implements Step {
        @Override
        public String text() {
            return "keep " + old + " for " + TimeText.of(time);
        }

        @Override
        public boolean waits() {
            return true;
        }
    }

    private static String pods(int count) {
        return count + (count == 1 ? " pod" : " pods");
    }
}
