package dev.fairlead.sandbox;

/** What a pod's program would answer to a request over HTTP, as the pod's annotation says it. */
public final class PodAnswers {
    /** The code and the text, e.g. {@code 503 overloaded}. */
    public static final String ANNOTATION = "sandbox.fairlead.dev/answer";

    private static final int WELL = 200;

    private PodAnswers() {}

    /** 200 where the annotation says nothing that is a code. */
    public static int code(String annotation) {
        return isAnswer(annotation) ? Integer.parseInt(annotation.substring(0, 3)) : WELL;
    }

    public static boolean isAnswer(String annotation) {
        return annotation.matches("[1-5]\\d\\d( .*)?");
    }
}
