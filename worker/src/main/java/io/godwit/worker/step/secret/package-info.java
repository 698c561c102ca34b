/**
 * Steps that have to do with secrets: {@link io.godwit.worker.step.secret.HashPasswordStep} and
 * {@link io.godwit.worker.step.secret.MaskStep}.
 *
 * <p><b>The same at every attempt.</b> A batch may be repeated after a crash, and the books rest on
 * the repeat ending as the first attempt did. A salt of chance would give another hash each time.
 * So salts are made by {@code Salts} of the job's secret, the record's key and the password: nobody
 * without the secret can foretell one, and no two people share one.
 *
 * <p><b>All cores, bounded memory.</b> A hash takes tens of milliseconds of one core and megabytes
 * of memory, on purpose. {@code HashingThreads} has as many threads as there are cores, or fewer
 * where the heap does not bear that many hashes at once, and a batch's records are spread over
 * them: a single partition keeps all cores busy.
 *
 * <p><b>What was hashed already</b> is recognised by its form ({@code ExistingHash}), never by
 * trying.
 *
 * <p>No message here holds a password or a part of one.
 */
@NullMarked
package io.godwit.worker.step.secret;

import org.jspecify.annotations.NullMarked;
