package dev.cleanup.examples.faceswap;

import dev.cleanup.examples.faceswap.Part.Fault;
import dev.cleanup.reference.Owner;
import dev.cleanup.report.ItemRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * An image, or a file, that could not go.
 *
 * @param imageId the image; null where there is none
 * @param filename how the image is called, or where the file lies; null where the whole operation is meant
 * @param error why
 */
record ItemError(@Nullable Long imageId, @Nullable String filename, String error) {

    private record Image(long id, String filename) {}

    /** The errors of faults, with the names of their images, which a look at the database tells. */
    static List<ItemError> of(List<Fault> faults, Jdbi jdbi) {
        Map<Owner, Image> images = new HashMap<>();
        images.putAll(
                images(faults, jdbi, "images", "SELECT i.id, i.id, i.filename FROM images i WHERE i.id IN (<ids>)"));
        for (String tasks : List.of("tasks", "batch_tasks")) {
            String query = "SELECT t.id, i.id, i.filename FROM " + tasks
                    + " t JOIN images i ON i.id = t.result_image_id WHERE t.id IN (<ids>)";
            images.putAll(images(faults, jdbi, tasks, query));
        }
        return faults.stream().map(fault -> of(fault, images)).toList();
    }

    private static Map<Owner, Image> images(List<Fault> faults, Jdbi jdbi, String table, String query) {
        Map<Long, Owner> owners = new HashMap<>();
        faults.stream()
                .flatMap(ItemError::owner)
                .filter(owner -> owner.source().equals(table))
                .forEach(owner -> owners.put(Long.valueOf(owner.id()), owner));
        if (owners.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> {
            Map<Owner, Image> images = new HashMap<>();
            handle.createQuery(query)
                    .bindList("ids", owners.keySet())
                    .map((row, context) ->
                            images.put(owners.get(row.getLong(1)), new Image(row.getLong(2), row.getString(3))))
                    .list();
            return images;
        });
    }

    private static Stream<Owner> owner(Fault fault) {
        return fault.subject().stream()
                .filter(ItemRef.OfRecord.class::isInstance)
                .map(subject -> ((ItemRef.OfRecord) subject).owner());
    }

    private static ItemError of(Fault fault, Map<Owner, Image> images) {
        return owner(fault)
                .filter(images::containsKey)
                .map(images::get)
                .findFirst()
                .map(image -> new ItemError(image.id, image.filename, fault.text()))
                .orElseGet(() -> new ItemError(
                        null, fault.subject().map(ItemRef::toString).orElse(null), fault.text()));
    }
}
