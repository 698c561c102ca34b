/**
 * Containers of Azure Blob as stores of objects. Start at {@link
 * io.godwit.azure.AzureBlobStoreConnector}, which asks {@code ContainerOpening} for a {@code
 * BlobStore}; that is the contract, and its parts are here by task: {@code BlobListing}, {@code
 * BlobSending}, {@code BlobErrors}.
 *
 * <p>The spec, the kind and the connector name no class of the SDK in what the class loader checks:
 * every command reads the kinds of all connectors, and few jobs name a container. The SDK begins
 * with {@code ContainerOpening}.
 *
 * <p>The SDK's own retries are off. Whoever calls a store repeats after trouble, without end and
 * with a growing pause; two that repeat would multiply, and would keep a worker that has lost its
 * partition busy for minutes.
 *
 * <p>Every request that stores something has a condition, so the service itself decides between two
 * at once, and every byte goes with an MD5 that the service checks. A large content goes in blocks
 * whose ids are made of their place and their MD5: after a crash those that are there already are
 * found by it, whoever sent them, and nothing of another content can be taken for them. Blocks that
 * nobody ever names are in no listing, and the service forgets them after a week.
 */
@NullMarked
package io.godwit.azure;

import org.jspecify.annotations.NullMarked;
