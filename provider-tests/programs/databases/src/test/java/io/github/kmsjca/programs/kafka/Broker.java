package io.github.kmsjca.programs.kafka;

import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.programs.RunningProgram;
import io.github.kmsjca.programs.debian.ServerHome;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A broker and controller in a JVM of its own; only the guide's lines say a word of the provider.
 */
final class Broker implements AutoCloseable {
  private final ProgramHost host;
  private final int port;
  private final RunningProgram program;

  private Broker(ProgramHost host, int port, RunningProgram program) {
    this.host = host;
    this.port = port;
    this.program = program;
  }

  static Broker start(ProgramHost host) throws Exception {
    int port = ServerHome.freePort();
    String cluster =
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@localhost:%d
        listeners=BROKER://localhost:%d,CONTROLLER://localhost:%1$d
        listener.security.protocol.map=BROKER:SSL,CONTROLLER:SSL
        inter.broker.listener.name=BROKER
        controller.listener.names=CONTROLLER
        log.dirs=%s
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=1
        group.initial.rebalance.delay.ms=0
        """
            .formatted(ServerHome.freePort(), port, host.folder().resolve("kafka"));
    String tls =
        lines(host, "rsa.kms") + Guide.block("kafka.md", "Apache Kafka", "properties", 1).text();
    Files.writeString(host.folder().resolve(KafkaNode.PROPERTIES), cluster + tls);
    ForkedJvm jvm =
        new ForkedJvm(KafkaNode.class)
            .in(host.folder())
            .property("aws.accessKeyId", "AKIDLOCALKMS")
            .property("aws.secretAccessKey", "local-kms");
    RunningProgram program = RunningProgram.start(jvm, host.folder().resolve("server.log"));
    Broker broker = new Broker(host, port, program);
    try {
      program.awaitText("Kafka Server started");
    } catch (Exception | Error e) {
      broker.close();
      throw e;
    }
    return broker;
  }

  /** The guide's lines, for a node with a key in that file. */
  private static String lines(ProgramHost host, String keyStore) {
    return Guide.block("kafka.md", "Apache Kafka", "properties")
            .with("eu-west-1", TestKms.REGION)
            .with("/etc/kafka/app.kms", host.folder().resolve(keyStore))
            .with("/etc/kafka/trust.p12", host.folder().resolve("trust.p12"))
            .with("=...", "=" + TestCa.PASSWORD)
            .text()
        + "awskms.endpoint="
        + host.identities().kms().endpoint()
        + "\n";
  }

  /** Writes the properties of a client with a key in that file. */
  String clientProperties(String keyStore) throws IOException {
    String client =
        """
        bootstrap.servers=localhost:%d
        security.protocol=SSL
        group.id=clients
        application.id=streams
        auto.offset.reset=earliest
        """
            .formatted(port);
    Path file = host.folder().resolve("client.properties");
    Files.writeString(file, client + lines(host, keyStore));
    return file.toString();
  }

  @Override
  public void close() {
    program.close();
  }
}
