package dev.fairlead.script.trial;

/** Makes rooms. */
@FunctionalInterface
public interface Rooms {
    Room open(RoomRequest request);
}
