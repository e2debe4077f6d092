-- By what a mediator's calendar finds the sessions of the last half year: the body's cases in the order in which they were last touched.
create index case_touched on mediation.case_file (district, body, updated);
