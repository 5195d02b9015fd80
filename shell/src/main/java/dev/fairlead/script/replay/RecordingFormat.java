package dev.fairlead.script.replay;

import dev.fairlead.script.replay.Recording.Call;
import dev.fairlead.script.replay.Recording.Evaluate;
import dev.fairlead.script.replay.Recording.Mark;
import dev.fairlead.script.replay.Recording.Open;
import dev.fairlead.script.replay.Recording.Source;
import dev.fairlead.script.replay.Recording.Step;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** A recording as bytes, with a check sum against damage. */
public final class RecordingFormat {
    /** The version stands behind the mark. */
    private static final int MARK = 0xFA1E;

    private static final int VERSION = 1;
    private static final int HEAD = Integer.BYTES + Long.BYTES;

    private RecordingFormat() {}

    /** @param key what the recording holds for */
    public static byte[] write(String key, Recording recording) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        text(out, key);
        list(out, recording.sources(), RecordingFormat::source);
        map(out, recording.classes(), RecordingFormat::text, RecordingFormat::bytes);
        list(out, recording.steps(), RecordingFormat::step);
        map(
                out,
                recording.lines(),
                RecordingFormat::text,
                (to, marks) -> map(to, marks, DataOutputStream::writeInt, RecordingFormat::mark));
        ByteArrayOutputStream whole = new ByteArrayOutputStream(HEAD + body.size());
        DataOutputStream head = new DataOutputStream(whole);
        head.writeShort(MARK);
        head.writeShort(VERSION);
        head.writeLong(sum(body.toByteArray(), 0));
        body.writeTo(whole);
        return whole.toByteArray();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException when the bytes are damaged, belong to another key, or are of another version
     */
    public static Recording read(String key, byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (bytes.length < HEAD || in.readUnsignedShort() != MARK) {
            throw new StreamCorruptedException("no recording");
        }
        if (in.readUnsignedShort() != VERSION) {
            throw new StreamCorruptedException("a recording of another version");
        }
        if (in.readLong() != sum(bytes, HEAD)) {
            throw new StreamCorruptedException("a damaged recording");
        }
        if (!text(in).equals(key)) {
            throw new StreamCorruptedException("the recording of another script");
        }
        return new Recording(
                list(in, RecordingFormat::source),
                map(in, RecordingFormat::text, RecordingFormat::bytes),
                list(in, RecordingFormat::step),
                map(in, RecordingFormat::text, from -> map(from, DataInputStream::readInt, RecordingFormat::mark)));
    }

    private static long sum(byte[] bytes, int from) {
        CRC32 sum = new CRC32();
        sum.update(bytes, from, bytes.length - from);
        return sum.getValue();
    }

    private static void source(DataOutputStream out, Source source) throws IOException {
        text(out, source.file().toString());
        text(out, source.text());
    }

    private static Source source(DataInputStream in) throws IOException {
        return new Source(Path.of(text(in)), text(in));
    }

    private static void mark(DataOutputStream out, Mark mark) throws IOException {
        out.writeInt(mark.source());
        out.writeInt(mark.line());
    }

    private static Mark mark(DataInputStream in) throws IOException {
        return new Mark(in.readInt(), in.readInt());
    }

    private static void step(DataOutputStream out, Step step) throws IOException {
        out.writeBoolean(step instanceof Open);
        if (step instanceof Open open) {
            out.writeInt(open.source());
        } else if (step instanceof Evaluate evaluate) {
            mark(out, evaluate.mark());
            list(out, evaluate.calls(), RecordingFormat::call);
            map(out, evaluate.unresolved(), DataOutputStream::writeInt, RecordingFormat::text);
            out.writeBoolean(evaluate.exit());
        }
    }

    private static Step step(DataInputStream in) throws IOException {
        return in.readBoolean()
                ? new Open(in.readInt())
                : new Evaluate(
                        mark(in),
                        list(in, RecordingFormat::call),
                        map(in, DataInputStream::readInt, RecordingFormat::text),
                        in.readBoolean());
    }

    private static void call(DataOutputStream out, Call call) throws IOException {
        text(out, call.className());
        text(out, call.method());
    }

    private static Call call(DataInputStream in) throws IOException {
        return new Call(text(in), text(in));
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    private static <T> void list(DataOutputStream out, List<T> list, Writer<T> element) throws IOException {
        out.writeInt(list.size());
        for (T one : list) {
            element.write(out, one);
        }
    }

    private static <T> List<T> list(DataInputStream in, Reader<T> element) throws IOException {
        List<T> list = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            list.add(element.read(in));
        }
        return list;
    }

    private static <K, V> void map(DataOutputStream out, Map<K, V> map, Writer<K> key, Writer<V> value)
            throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<K, V> entry : map.entrySet()) {
            key.write(out, entry.getKey());
            value.write(out, entry.getValue());
        }
    }

    private static <K, V> Map<K, V> map(DataInputStream in, Reader<K> key, Reader<V> value) throws IOException {
        Map<K, V> map = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            map.put(key.read(in), value.read(in));
        }
        return map;
    }

    private interface Writer<T> {
        void write(DataOutputStream out, T value) throws IOException;
    }

    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }
}
