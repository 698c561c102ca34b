package io.godwit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import io.godwit.testkit.contract.store.BrokenContent;
import io.godwit.testkit.contract.store.StorePutting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** An upload that a killed process has begun is gone on with, unless its notes are others. */
final class UploadResumeTest {

  @Test
  void anUploadIsGoneOnWithByItsOwnRecordOnly() throws Exception {
    try (BucketGround ground = new BucketGround();
        ObjectStore store = ground.open()) {
      byte[] bytes = new byte[2 * ground.threshold() + 1];
      new Random(1).nextBytes(bytes);
      ObjectContent broken = new BrokenContent(bytes, 2 * ground.threshold());
      breaksOff(ground, store, broken, "first", 1);
      breaksOff(ground, store, broken, "first", 1);
      breaksOff(ground, store, broken, "second", 2);

      PutAnswer answer =
          StorePutting.untilAnswered(
              store, "x", new BrokenContent(bytes, bytes.length), marked("second"));
      assertThat(((PutAnswer.Stored) answer).facts().mark()).hasValue("second");
      assertThat(ground.contents().get("x")).isEqualTo(bytes);
      assertThat(store.look("x").orElseThrow().mark()).hasValue("second");
      assertThat(uploads(ground)).hasSize(1);
    }
  }

  /**
   * A put that meets trouble and leaves so many uploads. The server of the test cuts a connection
   * now and then before an upload has begun; what comes after trouble is the same put again.
   */
  private static void breaksOff(
      BucketGround ground, ObjectStore store, ObjectContent broken, String mark, int uploads) {
    int attempts = 0;
    do {
      assertThatThrownBy(() -> store.put("x", broken, marked(mark))).isInstanceOf(Trouble.class);
    } while (uploads(ground).size() < uploads && ++attempts < 10);
    assertThat(uploads(ground)).hasSize(uploads);
  }

  private static List<MultipartUpload> uploads(BucketGround ground) {
    return ground.client().listMultipartUploads(r -> r.bucket(ground.bucket())).uploads();
  }

  private static PutTerms marked(String mark) {
    return new PutTerms(false, Optional.of(mark), Optional.empty(), Map.of());
  }
}
