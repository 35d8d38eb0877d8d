package io.github.kmsjca.programs.kafka;

import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** A broker and controller in one, formatted and started as Kafka's own scripts do. */
public final class KafkaNode {
  /** In the working directory. */
  static final String PROPERTIES = "server.properties";

  private KafkaNode() {}

  public static void main(String[] none) {
    String[] format = {"format", "-t", Uuid.randomUuid().toString(), "-c", PROPERTIES};
    if (StorageTool.execute(format, System.out) != 0) {
      throw new IllegalStateException("the storage could not be formatted");
    }
    Kafka.main(new String[] {PROPERTIES});
  }
}
