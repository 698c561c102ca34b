/**
 * A folder as a store of objects: names are paths below it, contents are files.
 *
 * <p>{@code FolderStore} is what the rest of Godwit uses. {@code FolderNames} leads from a name to
 * a path, and never out of the folder; {@code FolderWalk} lists, in the order of the names' bytes
 * and in bounded memory; {@code FilePut} writes a file whole or not at all; {@code KeptNotes} says
 * where notes are.
 *
 * <p>In the folder stands one that is not listed, {@code .godwit}: the parts of files that are
 * being put, and notes where the file system has no attributes for them. It appears with the first
 * put, so a folder that is only read stays as it is.
 */
@NullMarked
package io.godwit.files.folder;

import org.jspecify.annotations.NullMarked;
