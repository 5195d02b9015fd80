package dev.fairlead.build;

import dev.fairlead.oci.FileNode;
import dev.fairlead.oci.FileTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A static program of Linux on amd64 that says what it stands in for and then sleeps; it serves nothing. Its text holds
 * a hash of the sources, so that other sources give another image.
 *
 * <p>The file is one ELF segment, loaded whole: header, program header, code, text (System V ABI, AMD64 supplement).
 */
final class PlaceholderBase {
    private static final int MODE = 0755;
    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int ENTRY = HEADER + PROGRAM_HEADER;
    private static final long ADDRESS = 0x400000;
    private static final int CODE = 32;

    private PlaceholderBase() {}

    /** @param said what else tells one program from another: its command, its variables */
    static FileNode of(String path, FileTree sources, List<String> said) throws IOException {
        String text = "fairlead: this file stands in for /" + path
                + ", which was not compiled; it serves nothing (sources " + hash(sources, said) + ")\n";
        byte[] program = program(text.getBytes(StandardCharsets.UTF_8));
        return FileNode.file(MODE, program.length, () -> new ByteArrayInputStream(program));
    }

    private static byte[] program(byte[] text) {
        int size = ENTRY + CODE + text.length;
        ByteBuffer elf = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}); // 64 bits, little endian
        elf.putShort((short) 2).putShort((short) 62).putInt(1); // an executable, x86-64
        elf.putLong(ADDRESS + ENTRY).putLong(HEADER).putLong(0).putInt(0); // entry, program header, no sections
        elf.putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 1);
        elf.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        elf.putInt(1).putInt(5).putLong(0); // load it to read and execute, from its first byte
        elf.putLong(ADDRESS).putLong(ADDRESS).putLong(size).putLong(size).putLong(0x1000);
        elf.put((byte) 0xb8).putInt(1); // mov eax, 1 (write)
        elf.put((byte) 0xbf).putInt(1); // mov edi, 1 (standard output)
        elf.put((byte) 0xbe).putInt((int) ADDRESS + ENTRY + CODE); // mov esi, text
        elf.put((byte) 0xba).putInt(text.length); // mov edx, length
        elf.put(new byte[] {0x0f, 0x05}); // syscall
        elf.put((byte) 0xb8).putInt(34); // mov eax, 34 (pause)
        elf.put(new byte[] {0x0f, 0x05}); // syscall
        elf.put(new byte[] {(byte) 0xeb, (byte) 0xf7}); // jmp to mov eax, 34
        elf.put(new byte[] {(byte) 0x90}); // nop
        return elf.put(text).array();
    }

    private static String hash(FileTree sources, List<String> said) throws IOException {
        MessageDigest sha256 = sha256();
        said.forEach(text -> sha256.update(text.getBytes(StandardCharsets.UTF_8)));
        for (Map.Entry<String, FileNode> source : sources.nodes().entrySet()) {
            sha256.update((source.getKey() + "\n").getBytes(StandardCharsets.UTF_8));
            try (InputStream content =
                    new DigestInputStream(source.getValue().content().open(), sha256)) {
                content.transferTo(OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(sha256.digest()).substring(0, 12);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
