package io.godwit.common.metrics;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the process itself takes: heap, collections, processor time. */
public final class ProcessMeters {

  private ProcessMeters() {}

  /** Shows them from now on. */
  public static void watch(Meters meters) {
    var memory = ManagementFactory.getMemoryMXBean();
    meters.watch(Metric.HEAP_USED_BYTES, () -> memory.getHeapMemoryUsage().getUsed());
    meters.watch(Metric.HEAP_LIMIT_BYTES, () -> memory.getHeapMemoryUsage().getMax());
    List<MemoryPoolMXBean> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    meters.watch(Metric.HEAP_LIVE_BYTES, () -> live(pools));
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      String name = collector.getName();
      meters.watch(
          Metric.GC_SECONDS,
          () -> TimeUnit.MILLISECONDS.toNanos(collector.getCollectionTime()),
          name);
      meters.watch(Metric.GC_COLLECTIONS, collector::getCollectionCount, name);
    }
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      meters.watch(Metric.CPU_SECONDS, system::getProcessCpuTime);
    }
    meters.watch(Metric.CPU_LIMIT, () -> Runtime.getRuntime().availableProcessors());
  }

  private static long live(List<MemoryPoolMXBean> pools) {
    return pools.stream()
        .map(pool -> Optional.ofNullable(pool.getCollectionUsage()))
        .flatMap(Optional::stream)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }
}
