package io.godwit.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.blob.models.Block;
import com.azure.storage.blob.models.BlockListType;
import com.azure.storage.blob.specialized.BlockBlobClient;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ContentHash;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import io.godwit.testkit.contract.store.BrokenContent;
import java.io.ByteArrayInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Blocks that are there already are not sent again, and another content's are not taken. */
final class BlockResumeTest {

  private static final PutTerms TERMS =
      new PutTerms(false, Optional.of("m"), Optional.empty(), Map.of());

  @Test
  void whatAnAttemptHasSentStaysAndWhatDiffersIsSent() throws Exception {
    try (ContainerGround ground = new ContainerGround(Azurite.required(getClass()));
        ObjectStore store = ground.open()) {
      byte[] bytes = new byte[4 * ground.threshold()];
      new Random(1).nextBytes(bytes);
      assertThatThrownBy(
              () -> store.put("x", new BrokenContent(bytes, 3 * ground.threshold()), TERMS))
          .isInstanceOf(Trouble.class);
      BlockBlobClient blob = ground.container().getBlobClient("x").getBlockBlobClient();
      List<String> sent = names(blob);
      assertThat(sent).hasSize(3);

      bytes[ground.threshold()] ^= 1;
      PutAnswer answer = store.put("x", new BrokenContent(bytes, bytes.length), TERMS);
      assertThat(answer).isInstanceOf(PutAnswer.Stored.class);
      assertThat(ground.contents().get("x")).isEqualTo(bytes);
      ContentHash hash =
          new ContentHash("MD5", HexFormat.of().formatHex(Md5.digest().digest(bytes)));
      assertThat(((PutAnswer.Stored) answer).facts().hash()).hasValue(hash);
      assertThat(store.look("x").orElseThrow().hash()).hasValue(hash);
      List<String> committed =
          blob.listBlocks(BlockListType.COMMITTED).getCommittedBlocks().stream()
              .map(Block::getName)
              .toList();
      assertThat(committed)
          .hasSize(4)
          .contains(sent.get(0), sent.get(2))
          .doesNotContain(sent.get(1));
    }
  }

  @Test
  void aBlockThatIsThereIsTakenAsItIs() throws Exception {
    try (ContainerGround ground = new ContainerGround(Azurite.required(getClass()));
        ObjectStore store = ground.open()) {
      byte[] bytes = new byte[2 * ground.threshold()];
      new Random(1).nextBytes(bytes);
      assertThatThrownBy(() -> store.put("x", new BrokenContent(bytes, ground.threshold()), TERMS))
          .isInstanceOf(Trouble.class);
      BlockBlobClient blob = ground.container().getBlobClient("x").getBlockBlobClient();
      byte[] mark = "instead of the first block".getBytes();
      blob.stageBlock(names(blob).getFirst(), new ByteArrayInputStream(mark), mark.length);
      store.put("x", new BrokenContent(bytes, bytes.length), TERMS);
      assertThat(ground.contents().get("x"))
          .startsWith(mark)
          .hasSize(mark.length + ground.threshold());
    }
  }

  private static List<String> names(BlockBlobClient blob) {
    return blob.listBlocks(BlockListType.UNCOMMITTED).getUncommittedBlocks().stream()
        .map(Block::getName)
        .sorted()
        .toList();
  }
}
