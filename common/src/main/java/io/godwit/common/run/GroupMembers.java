package io.godwit.common.run;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Who is in a group. */
final class GroupMembers {

  private GroupMembers() {}

  /**
   * How many are in it now; 0 where nobody ever was.
   *
   * @throws Trouble where the broker does not answer
   */
  static int count(Admin admin, String group) throws Trouble {
    try {
      return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .mapToInt(described -> described.members().size())
          .sum();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "cannot ask for the group " + group, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "interrupted at the group " + group, e);
    }
  }
}
