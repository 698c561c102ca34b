package io.godwit.azure;

import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.Block;
import com.azure.storage.blob.models.BlockBlobItem;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ContentParts;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.OpenReads;
import io.godwit.common.store.PartsInFlight;
import io.godwit.common.store.UnfitObject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends one content to one blob, whole or in blocks.
 *
 * @param name the blob's
 * @param labels what goes with the content
 * @param block the least size of a block, in bytes
 * @param memory what bounds all puts of the store
 * @param open whether the store still is
 */
record BlobSending(
    String name,
    BlockBlobClient blob,
    ObjectContent content,
    BlobLabels labels,
    int block,
    PartsInFlight memory,
    OpenReads open,
    BlobErrors errors) {

  /** The most blocks of a blob. */
  private static final int BLOCKS = 50_000;

  private static final String PREFIX = "gw";

  Optional<ObjectFacts> send(Optional<String> over, boolean replaces) throws Trouble, UnfitObject {
    Map<String, String> metadata = labels.metadata(replaces);
    BlobRequestConditions condition = BlobFacts.over(over);
    return content.size() <= block
        ? memory.whole((int) content.size(), () -> whole(condition, metadata))
        : inBlocks(condition, metadata);
  }

  private Optional<ObjectFacts> whole(BlobRequestConditions condition, Map<String, String> metadata)
      throws Trouble, UnfitObject {
    byte[] bytes;
    try (ContentParts parts = new ContentParts(name, content, Math.max(1, block))) {
      bytes = parts.all();
    }
    byte[] md5 = Md5.digest().digest(bytes);
    BlockBlobSimpleUploadOptions options =
        new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(bytes))
            .setContentMd5(md5)
            .setHeaders(labels.headers(md5))
            .setMetadata(metadata)
            .setRequestConditions(condition);
    return unlessMet(() -> blob.uploadWithResponse(options, null, Context.NONE).getValue())
        .map(item -> BlobFacts.stored(name, bytes.length, item, md5, metadata));
  }

  private Optional<ObjectFacts> inBlocks(
      BlobRequestConditions condition, Map<String, String> metadata) throws Trouble, UnfitObject {
    int size = (int) Math.max(block, (content.size() + BLOCKS - 1) / BLOCKS);
    Set<String> there = sentEarlier();
    MessageDigest whole = Md5.digest();
    List<String> ids;
    try (ContentParts parts = new ContentParts(name, content, size)) {
      ids =
          memory.parts(
              parts,
              size,
              (index, bytes) -> {
                whole.update(bytes);
                byte[] md5 = Md5.digest().digest(bytes);
                String id = id(index, bytes.length, md5);
                return () -> there.contains(id) ? id : staged(id, bytes, md5);
              });
    }
    byte[] md5 = whole.digest();
    BlockBlobCommitBlockListOptions options =
        new BlockBlobCommitBlockListOptions(ids)
            .setHeaders(labels.headers(md5))
            .setMetadata(metadata)
            .setRequestConditions(condition);
    return unlessMet(() -> blob.commitBlockListWithResponse(options, null, Context.NONE).getValue())
        .map(item -> BlobFacts.stored(name, content.size(), item, md5, metadata));
  }

  private String staged(String id, byte[] bytes, byte[] md5) throws Trouble {
    open.requireOpen();
    try {
      blob.stageBlockWithResponse(
          new BlockBlobStageBlockOptions(id, BinaryData.fromBytes(bytes)).setContentMd5(md5),
          null,
          Context.NONE);
      return id;
    } catch (RuntimeException e) {
      throw errors.trouble("sent a block of '" + name + "'", e);
    }
  }

  /** What an attempt before a crash, or another's, has left there without a name. */
  private Set<String> sentEarlier() throws Trouble {
    Set<String> ids = new HashSet<>();
    try {
      for (Block sent : blob.listBlocks(BlockListType.UNCOMMITTED).getUncommittedBlocks()) {
        ids.add(sent.getName());
      }
    } catch (BlobStorageException e) {
      if (!BlobErrors.absent(e)) {
        throw errors.trouble("asked for the blocks of '" + name + "'", e);
      }
    } catch (RuntimeException e) {
      throw errors.trouble("asked for the blocks of '" + name + "'", e);
    }
    return ids;
  }

  /** All are equally long, as the service wants it. */
  private static String id(int index, int length, byte[] md5) {
    ByteBuffer id = ByteBuffer.allocate(PREFIX.length() + 2 * Integer.BYTES + md5.length);
    id.put((byte) PREFIX.charAt(0)).put((byte) PREFIX.charAt(1));
    return Base64.getEncoder().encodeToString(id.putInt(index).putInt(length).put(md5).array());
  }

  /** A request that makes the blob. */
  @FunctionalInterface
  private interface Making {
    BlockBlobItem make();
  }

  private Optional<BlockBlobItem> unlessMet(Making making) throws Trouble, UnfitObject {
    open.requireOpen();
    try {
      return Optional.of(making.make());
    } catch (BlobStorageException e) {
      if (BlobErrors.conditionNotMet(e)) {
        return Optional.empty();
      }
      throw errors.unfit(name, e);
    } catch (RuntimeException e) {
      throw errors.trouble("given '" + name + "'", e);
    }
  }
}
