-- What is sent to another door keeps no number of the desk that brought it (exchange.replies.ts).
grant delete on matters.exchanged to lianan_serve, lianan_work;
