/**
 * Buckets of S3, and of what speaks as it does, as stores of objects. Start at {@link
 * io.godwit.s3.S3StoreConnector}, which asks {@code BucketOpening} for a {@code BucketStore}; that
 * is the contract, and its parts are here by task: {@code BucketListing}, {@code ObjectSending},
 * {@code Upload}, {@code S3Errors}.
 *
 * <p>The spec, the kind and the connector name no class of the SDK in what the class loader checks;
 * the SDK begins with {@code BucketOpening}. Its own retries are off: whoever calls a store repeats
 * after trouble.
 *
 * <p>Every request that stores something has a condition, and every byte goes with a SHA-256 that
 * the service checks. A service that knows no conditional writes would replace what stands there:
 * such a one is no target for a job that must not.
 *
 * <p>A large content goes as an upload in parts. What an upload will become is settled when it is
 * begun, its notes with it, and no service tells them before its end; so the last part that an
 * upload can have, which never belongs to the object, holds a digest of them. After a crash an
 * upload is gone on with only where that part is the same, and of its parts only those are taken
 * that have the content's digest. An upload that nobody goes on with is in no listing, but is paid
 * for until a rule of the bucket ends it.
 */
@NullMarked
package io.godwit.s3;

import org.jspecify.annotations.NullMarked;
