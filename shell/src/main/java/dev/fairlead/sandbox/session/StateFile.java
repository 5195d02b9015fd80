package dev.fairlead.sandbox.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.failure.OpsException;
import dev.fairlead.files.OwnFile;
import dev.fairlead.json.JsonTree;
import dev.fairlead.sandbox.Faults;
import dev.fairlead.sandbox.InjectedFault;
import dev.fairlead.sandbox.api.SandboxApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** All objects and faults in a file, which is replaced in one step and which only the user may read. */
final class StateFile {
    private final Path file;
    private final SandboxApi api;
    private final Faults faults;
    private long saved = -1;
    private volatile String trouble = "";

    StateFile(Path file, SandboxApi api, Faults faults) {
        this.file = file;
        this.api = api;
        this.faults = faults;
    }

    /** What was saved last; a file that is none of ours is passed over, as by a reset. */
    void load() throws IOException {
        new OwnFile(file).removeDrafts();
        JsonNode state = read();
        if (state.has("objects")) {
            api.load(state);
            for (JsonNode fault : state.path("faults")) {
                InjectedFaultJson.read(fault).ifPresent(faults::add);
            }
        }
        saved = api.version();
    }

    private JsonNode read() throws IOException {
        try {
            return JsonTree.read(Files.readAllBytes(file));
        } catch (NoSuchFileException | com.fasterxml.jackson.core.JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Why what is there could not be saved lately; empty while all is well. */
    String trouble() {
        return trouble;
    }

    /**
     * What goes wrong is kept for {@link #trouble}, and tried again by the next save.
     *
     * @param always also where no object changed since
     */
    synchronized void save(boolean always) {
        if (!always && api.version() == saved) {
            return;
        }
        try {
            write();
            trouble = "";
        } catch (OpsException e) {
            trouble = e.message();
        }
    }

    private void write() {
        ObjectNode state;
        long version;
        synchronized (api.monitor()) {
            state = api.toJson().deepCopy();
            version = api.version();
        }
        ArrayNode list = state.putArray("faults");
        for (InjectedFault struck : faults.all()) {
            list.add(InjectedFaultJson.of(struck));
        }
        new OwnFile(file).replace(state.toString());
        saved = version;
    }
}
