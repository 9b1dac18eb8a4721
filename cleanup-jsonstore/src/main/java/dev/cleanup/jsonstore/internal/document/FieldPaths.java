package dev.cleanup.jsonstore.internal.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The declared places of an entry, numbered in the order of their declaration. Immutable; adding one gives a copy. */
final class FieldPaths {

    static final FieldPaths NONE = new FieldPaths(List.of());

    private final List<JsonPointer> pointers;
    private final Node root = new Node();

    private FieldPaths(List<JsonPointer> pointers) {
        this.pointers = List.copyOf(pointers);
        for (int i = 0; i < pointers.size(); i++) {
            add(pointers.get(i).segments(), i);
        }
    }

    /** One name on the way to declared places. */
    static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private final List<Integer> below = new ArrayList<>();
        private Optional<Integer> place = Optional.empty();

        Optional<Node> child(String name) {
            return Optional.ofNullable(children.get(name));
        }

        boolean isLeaf() {
            return children.isEmpty();
        }

        /** The place that is meant by this very name. */
        Optional<Integer> place() {
            return place;
        }

        /** All places at or below this name. */
        List<Integer> below() {
            return below;
        }
    }

    private void add(List<String> segments, int place) {
        Node node = root;
        for (String segment : segments) {
            node = node.children.computeIfAbsent(segment, name -> new Node());
            node.below.add(place);
        }
        node.place = Optional.of(place);
    }

    /** With one more place, or the same where it was declared before. */
    FieldPaths with(JsonPointer pointer) {
        if (pointers.contains(pointer)) {
            return this;
        }
        for (JsonPointer other : pointers) {
            if (isWithin(other, pointer) || isWithin(pointer, other)) {
                throw new IllegalArgumentException("pointer (" + pointer + ") lies below or above " + other
                        + ", which is declared, too: a value cannot be both text and an object. Name one of them");
            }
        }
        List<JsonPointer> more = new ArrayList<>(pointers);
        more.add(pointer);
        return new FieldPaths(more);
    }

    private static boolean isWithin(JsonPointer inner, JsonPointer outer) {
        return inner.text().startsWith(outer.text() + "/");
    }

    JsonPointer at(int place) {
        return pointers.get(place);
    }

    int numberOf(JsonPointer pointer) {
        return pointers.indexOf(pointer);
    }

    int size() {
        return pointers.size();
    }

    Node root() {
        return root;
    }
}
