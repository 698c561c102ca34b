/**
 * What it takes to put a store back to what it was before a run.
 *
 * <p><b>Keeping.</b> Before an object is put, {@link io.godwit.files.undo.ObjectKeeping} enters its
 * partition, which an undo can close, and {@link io.godwit.files.undo.ObjectImages} keeps what
 * stands under the name: the store copies it aside, and a note beside the copy says whose it is, or
 * that there was nothing. The first note of a run and name stays. Only then the object is put, on
 * condition that what stands there is still what was kept, and sealed ({@link
 * io.godwit.files.undo.RunSeal}): with the mark of its run and record, and a digest of its name,
 * size and notes. So what a run has left is known by a look at it, and no step behind the put could
 * be parted from it by a crash.
 *
 * <p><b>Undoing.</b> {@link io.godwit.files.undo.ObjectsUndo} closes the partitions, waits for what
 * is under way there, and goes through the notes. {@link io.godwit.files.undo.NameUndo} puts back
 * or removes one object, on condition that it is still the version that was looked at. What was
 * kept stays until it is forgotten, so all of it may be done again.
 *
 * <p>Where things are: {@link io.godwit.files.undo.RunNames}.
 */
@NullMarked
package io.godwit.files.undo;

import org.jspecify.annotations.NullMarked;
