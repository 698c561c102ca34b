package io.godwit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sink without a fault keeps to the contract; with any of the faults it does not. */
class SinkContractTest {

  @ParameterizedTest
  @EnumSource(MemoryGround.Fault.class)
  void theContractFindsTheFault(MemoryGround.Fault fault) throws Exception {
    List<String> broken = broken(() -> new MemoryGround(fault));
    if (fault == MemoryGround.Fault.NONE) {
      assertThat(broken).isEmpty();
    } else {
      assertThat(broken).as("what %s breaks", fault).isNotEmpty();
    }
  }

  private static List<String> broken(SinkContract contract) throws IllegalAccessException {
    List<String> broken = new ArrayList<>();
    for (Method test : SinkContract.class.getMethods()) {
      if (test.isAnnotationPresent(Test.class)) {
        try {
          test.invoke(contract);
        } catch (InvocationTargetException e) {
          broken.add(test.getName());
        }
      }
    }
    return broken;
  }
}
