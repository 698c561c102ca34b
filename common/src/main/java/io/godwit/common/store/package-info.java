/**
 * Objects under names, wherever they are: a folder of files, a container of Azure Blob, a bucket of
 * S3. Sources list and read them, sinks and the steps that upload put them; neither knows which
 * store it has. A connector implements {@link io.godwit.common.store.ObjectStore} once for its kind
 * of connection and is found through a {@code StoreConnector}.
 *
 * <p>What one object is to blame for is an answer: it is not there, it has changed, its name cannot
 * be stored. What the store is to blame for is {@link io.godwit.common.model.failure.Trouble}: no
 * answer, too many requests, a full disk. What can never work (no such container, a wrong key) is
 * {@link io.godwit.common.model.failure.Refused}, said when the store is opened.
 *
 * <p>Nothing is half there: an object appears under its name with all of its content, or not at
 * all, whenever the process that puts it is killed. What a killed one leaves (a part of an upload,
 * a {@code .part} file) has no name that a listing answers.
 *
 * <p>A store may be able to keep objects of Godwit's own beside those that it lists, see {@code
 * aside}; runs into others cannot be undone.
 */
@NullMarked
package io.godwit.common.store;

import org.jspecify.annotations.NullMarked;
