import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites a jar's classes in formats before Java 6 as Java 8 ones: the JVM keeps older ones out of its start-up
 * archives, and picocli's are. Run by the build on the whole jar.
 */
public final class RaiseClassFormat {
    private static final int MAJOR_OFFSET = 7;

    private final ClassLoader classes;

    private RaiseClassFormat(ClassLoader classes) {
        this.classes = classes;
    }

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Path raised = jar.resolveSibling(jar.getFileName() + ".raised");
        try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
            new RaiseClassFormat(classes).copy(jar, raised);
        }
        Files.move(raised, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private void copy(Path from, Path to) throws IOException {
        try (ZipFile in = new ZipFile(from.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (ZipEntry entry : (Iterable<ZipEntry>) in.stream().map(ZipEntry.class::cast)::iterator) {
                byte[] bytes = in.getInputStream(entry).readAllBytes();
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setLastModifiedTime(FileTime.fromMillis(entry.getTime()));
                out.putNextEntry(copy);
                out.write(isOld(entry.getName(), bytes) ? raised(bytes) : bytes);
            }
        }
    }

    private static boolean isOld(String name, byte[] bytes) {
        return name.endsWith(".class") && bytes[MAJOR_OFFSET] < Opcodes.V1_6;
    }

    private byte[] raised(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected ClassLoader getClassLoader() {
                return classes;
            }
        };
        reader.accept(new org.objectweb.asm.ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visit(int version, int access, String name, String signature, String parent, String[] above) {
                super.visit(Opcodes.V1_8, access, name, signature, parent, above);
            }
        }, ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }
}
