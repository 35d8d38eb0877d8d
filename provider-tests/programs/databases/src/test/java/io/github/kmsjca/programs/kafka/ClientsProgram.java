package io.github.kmsjca.programs.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * An admin client, a producer and a consumer; its arguments: their properties, a new topic, and the
 * keystore of a client that comes after them.
 */
public final class ClientsProgram {
  /** So many seconds at most it takes until a consumer gets something. */
  static final int PATIENCE = 60;

  private final String topic;
  private int connections;

  private ClientsProgram(String topic) {
    this.topic = topic;
  }

  public static void main(String[] arguments) throws Exception {
    Properties properties = load(arguments[0]);
    ClientsProgram clients = new ClientsProgram(arguments[1]);
    clients.createTopic(properties);
    clients.produce(properties);
    clients.consume(properties);
    System.out.println("connections: " + clients.connections + ".");
    properties.setProperty("ssl.keystore.location", arguments[2]);
    try (Admin admin = Admin.create(properties)) {
      System.out.println(admin.describeCluster().nodes().get());
    } catch (Exception e) {
      e.printStackTrace(System.out);
    }
  }

  static Properties load(String file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file), UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }

  private void createTopic(Properties properties) throws Exception {
    try (Admin admin = Admin.create(properties)) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      count(admin.metrics());
    }
  }

  private void produce(Properties properties) throws Exception {
    StringSerializer strings = new StringSerializer();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(properties, strings, strings)) {
      producer.send(new ProducerRecord<>(topic, "4711", "one order")).get();
      count(producer.metrics());
    }
  }

  private void consume(Properties properties) {
    StringDeserializer strings = new StringDeserializer();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, strings, strings)) {
      consumer.subscribe(List.of(topic));
      boolean found = false;
      for (int i = 0; i < PATIENCE && !found; i++) {
        for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofSeconds(1))) {
          System.out.println(each.key() + ": " + each.value());
          found = true;
        }
      }
      count(consumer.metrics());
    }
  }

  private void count(Map<MetricName, ? extends Metric> metrics) {
    metrics.forEach(
        (name, metric) -> {
          if (name.name().equals("connection-creation-total")) {
            connections += ((Double) metric.metricValue()).intValue();
          }
        });
  }
}
