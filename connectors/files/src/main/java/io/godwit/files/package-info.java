/**
 * The sources that are files: CSV and JSON Lines.
 *
 * <p>{@link io.godwit.files.FilesConnector} is what the rest of Godwit finds. What all files have
 * in common (splits, positions, sizes, faults) is in {@code bytes}; what a format adds is in the
 * package of its name. A new format is one implementation of {@link
 * io.godwit.files.bytes.FileFormat}.
 */
@NullMarked
package io.godwit.files;

import org.jspecify.annotations.NullMarked;
