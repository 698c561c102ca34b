package shelf;

import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Verdict;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.StepSpec;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Step;
import io.godwit.common.spi.StepConnector;
import java.util.List;

/** Opens stamps. */
public final class StampConnector implements StepConnector {

  /** For {@link java.util.ServiceLoader}. */
  public StampConnector() {}

  @Override
  public List<Class<? extends StepSpec>> kinds() {
    return List.of(StampSpec.class);
  }

  @Override
  public Step open(StepSpec spec, Opening opening) {
    return new Stamp(((StampSpec) spec).stamp());
  }

  private record Stamp(String field) implements Step {

    @Override
    public List<Verdict> apply(List<DataRecord> batch) {
      return batch.stream().map(this::stamped).toList();
    }

    private Verdict stamped(DataRecord record) {
      String page = record.fields().get("page").map(Key::display).orElse("no page");
      return new Verdict.Keep(
          record.withFields(record.fields().with(field, new Value.Text("stamped " + page))));
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
