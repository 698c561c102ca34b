package io.godwit.cli.fleet;

import io.godwit.common.kafka.Cluster;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData;
import org.apache.kafka.common.message.TxnOffsetCommitResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.requests.ResponseHeader;
import org.awaitility.Awaitility;

/**
 * Leaves transactions open in partitions that their coordinator knows nothing of, as a broker does
 * that dies while it writes the markers. With its own check switched off, a broker takes records of
 * a transaction that has never been begun; no client sends such, so they are sent by hand.
 */
final class HungBroker {

  /** The last versions by which a broker does not begin the transaction itself. */
  private static final short PRODUCE = 11;

  private static final short COMMIT = 3;

  private final Cluster cluster;

  /** Switches the broker's check off. */
  HungBroker(Cluster cluster) throws Exception {
    this.cluster = cluster;
    ConfigResource all = new ConfigResource(ConfigResource.Type.BROKER, "");
    AlterConfigOp off =
        new AlterConfigOp(
            new ConfigEntry("transaction.partition.verification.enable", "false"),
            AlterConfigOp.OpType.SET);
    Map<ConfigResource, Collection<AlterConfigOp>> change = Map.of(all, List.of(off));
    try (Admin admin = cluster.admin()) {
      admin.incrementalAlterConfigs(change).all().get();
    }
  }

  /** A record of an id's that stays open. */
  void hangIn(TopicPartition partition, String id) throws Exception {
    TransactionDescription known = known(id);
    MemoryRecords records =
        MemoryRecords.withTransactionalRecords(
            Compression.NONE,
            known.producerId(),
            (short) known.producerEpoch(),
            0,
            new SimpleRecord(new byte[] {1}));
    ProduceRequestData.PartitionProduceData data =
        new ProduceRequestData.PartitionProduceData()
            .setIndex(partition.partition())
            .setRecords(records);
    ProduceRequestData.TopicProduceDataCollection topics =
        new ProduceRequestData.TopicProduceDataCollection();
    topics.add(
        new ProduceRequestData.TopicProduceData()
            .setName(partition.topic())
            .setPartitionData(List.of(data)));
    ProduceRequestData request =
        new ProduceRequestData()
            .setTransactionalId(id)
            .setAcks((short) -1)
            .setTimeoutMs(10_000)
            .setTopicData(topics);
    awaitTaken(() ->
        new ProduceResponseData(send(ApiKeys.PRODUCE, PRODUCE, request), PRODUCE)
            .responses().stream()
                .flatMap(topic -> topic.partitionResponses().stream())
                .map(ProduceResponseData.PartitionProduceResponse::errorCode)
                .toList());
  }

  /** A group's offset of an id's that stays open. */
  void hangIn(String group, TopicPartition partition, String id) throws Exception {
    TransactionDescription known = known(id);
    TxnOffsetCommitRequestData request =
        new TxnOffsetCommitRequestData()
            .setTransactionalId(id)
            .setGroupId(group)
            .setProducerId(known.producerId())
            .setProducerEpoch((short) known.producerEpoch())
            .setTopics(
                List.of(
                    new TxnOffsetCommitRequestData.TxnOffsetCommitRequestTopic()
                        .setName(partition.topic())
                        .setPartitions(
                            List.of(
                                new TxnOffsetCommitRequestData.TxnOffsetCommitRequestPartition()
                                    .setPartitionIndex(partition.partition())
                                    .setCommittedOffset(1)
                                    .setCommittedMetadata("")))));
    awaitTaken(() ->
        new TxnOffsetCommitResponseData(send(ApiKeys.TXN_OFFSET_COMMIT, COMMIT, request), COMMIT)
            .topics().stream()
                .flatMap(topic -> topic.partitions().stream())
                .map(TxnOffsetCommitResponseData.TxnOffsetCommitResponsePartition::errorCode)
                .toList());
  }

  /** A broker that has just made a topic may not lead it yet. */
  private static void awaitTaken(Callable<List<Short>> errors) {
    Awaitility.await("the broker takes it")
        .atMost(Duration.ofSeconds(60))
        .until(errors, codes -> codes.equals(List.of(Errors.NONE.code())));
  }

  private TransactionDescription known(String id) throws ExecutionException, InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer = cluster.transactionalProducer(id);
        Admin admin = cluster.admin()) {
      producer.initTransactions();
      return admin.describeTransactions(List.of(id)).description(id).get();
    }
  }

  private ByteBufferAccessor send(ApiKeys api, short version, ApiMessage request)
      throws IOException {
    RequestHeader header = new RequestHeader(api, version, "hung", 1);
    ByteBuffer bytes =
        RequestUtils.serialize(header.data(), header.headerVersion(), request, version);
    String[] address = cluster.bootstrap().split(":", 2);
    try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]))) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(bytes.remaining());
      out.write(bytes.array(), bytes.position(), bytes.remaining());
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] answer = new byte[in.readInt()];
      in.readFully(answer);
      ByteBufferAccessor body = new ByteBufferAccessor(ByteBuffer.wrap(answer));
      ResponseHeader.parse(body.buffer(), api.responseHeaderVersion(version));
      return body;
    }
  }
}
