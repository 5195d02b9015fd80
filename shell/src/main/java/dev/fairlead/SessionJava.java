package dev.fairlead;

import dev.fairlead.progress.ProgressEvent;
import dev.fairlead.progress.ProgressListener;
import dev.fairlead.script.api.ScriptServices;
import dev.fairlead.script.engine.JavaSession;
import dev.fairlead.terminal.JavaLines;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** JShell as the session's Java; its snippets' progress goes to whoever listens to the line that runs. */
final class SessionJava implements JavaLines {
    private final Lazy<JavaSession> session;
    private volatile ProgressListener listener = ProgressListener.SILENT;

    SessionJava(Supplier<ScriptServices> services) {
        session = new Lazy<>(() -> new JavaSession(services.get().listening(this::tell)));
    }

    @Override
    public void warm() {
        session.get().warm();
    }

    @Override
    public boolean isReady() {
        return session.get().isReady();
    }

    @Override
    public boolean incomplete(String text) {
        return session.get().completeness(text) == JavaSession.Completeness.INCOMPLETE;
    }

    @Override
    public List<Value> evaluate(String text, ProgressListener progress) {
        listener = progress;
        try {
            return session.get().evaluate(text).stream()
                    .map(value -> new Value(value.name(), value.type(), value.value(), value.shown()))
                    .toList();
        } finally {
            listener = ProgressListener.SILENT;
        }
    }

    @Override
    public void remember(@Nullable Object result) {
        session.get().remember(result);
    }

    @Override
    public List<Suggestion> suggestions(String text, int cursor) {
        return session.get().suggestions(text, cursor).stream()
                .map(found -> new Suggestion(found.anchor(), found.text(), found.matchesType()))
                .toList();
    }

    @Override
    public List<String> signatures(String text, int cursor) {
        return session.get().signatures(text, cursor);
    }

    @Override
    public void close() {
        session.ifMade(JavaSession::close);
    }

    private void tell(ProgressEvent event) {
        listener.on(event);
    }
}
