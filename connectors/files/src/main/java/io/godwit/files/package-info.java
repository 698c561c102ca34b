/**
 * What is files: sources that are files of records (CSV and JSON Lines), folders as stores of
 * objects, and the objects of any store as source and sink.
 *
 * <p>{@link io.godwit.files.FilesConnector} is what the rest of Godwit finds. What all files have
 * in common (splits, positions, sizes, faults) is in {@code bytes}; what a format adds is in the
 * package of its name. A new format is one implementation of {@link
 * io.godwit.files.bytes.FileFormat}.
 *
 * <p>A folder as a store is in {@code folder}. The source whose records are references to objects
 * is in {@code listing}, the sink that copies what they refer to in {@code copy}, and what it takes
 * to undo that in {@code undo}; none of them knows which kind of store it has.
 */
@NullMarked
package io.godwit.files;

import org.jspecify.annotations.NullMarked;
