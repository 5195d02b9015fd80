package dev.fairlead.command.image;

import dev.fairlead.command.CommandGroup;
import dev.fairlead.image.ImageService;
import java.util.List;
import java.util.function.Supplier;

/** The commands under {@code image}. */
public final class ImageCommands {
    private ImageCommands() {}

    /** @param standardInput reads all of it, for {@code login --password-stdin} */
    public static CommandGroup group(
            Supplier<ImageService> service, LoginQuestions questions, Supplier<String> standardInput) {
        return new CommandGroup(
                "image", "List, push, pull, tag, remove and inspect images, and log in to registries.", () -> {
                    ImageService images = service.get();
                    return List.of(
                            new ImageList(images),
                            new ImagePull(images),
                            new ImagePush(images),
                            new ImageTagCommand(images),
                            new ImageRemove(images),
                            new ImageInspect(images),
                            new ImageTags(images),
                            new ImageLogin(images, questions, standardInput),
                            new ImageLogout(images));
                });
    }
}
